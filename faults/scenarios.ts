import type { Scenario } from './scenario.ts'
import { scenario as answersLost } from './scenarios/answers-lost-and-repeated.ts'
import { scenario as twoChoices } from './scenarios/two-choices-at-once.ts'
import { scenario as afterCommit } from './scenarios/answer-lost-after-the-commit.ts'
import { scenario as dayLater } from './scenarios/same-request-a-day-later.ts'
import { scenario as batches } from './scenarios/batches-repeated-and-overlapping.ts'
import { scenario as consumerKilled } from './scenarios/consumer-killed-after-every-write.ts'
import { scenario as paused } from './scenarios/handler-paused-across-the-close.ts'
import { scenario as closes } from './scenarios/fifty-closes-at-once.ts'
import { scenario as instant } from './scenarios/at-the-closing-instant.ts'
import { scenario as unreadable } from './scenarios/unreadable-record-and-throttling.ts'
import { scenario as recordsLost } from './scenarios/stream-records-lost.ts'
import { scenario as everything } from './scenarios/everything-at-once.ts'
import { scenario as historiesOfRules } from './scenarios/histories-of-the-rules.ts'
import { scenario as historiesOnEngine } from './scenarios/histories-on-the-engine.ts'
import { scenario as shownMarks } from './scenarios/shown-marks-corrected.ts'
import { scenario as systemKilled } from './scenarios/local-system-killed.ts'

/** Every scenario by the name of its file. */
export const scenarios: Record<string, Scenario> = {
  'answers-lost-and-repeated': answersLost,
  'two-choices-at-once': twoChoices,
  'answer-lost-after-the-commit': afterCommit,
  'same-request-a-day-later': dayLater,
  'batches-repeated-and-overlapping': batches,
  'consumer-killed-after-every-write': consumerKilled,
  'unreadable-record-and-throttling': unreadable,
  'stream-records-lost': recordsLost,
  'histories-of-the-rules': historiesOfRules,
  'histories-on-the-engine': historiesOnEngine,
  'fifty-closes-at-once': closes,
  'at-the-closing-instant': instant,
  'handler-paused-across-the-close': paused,
  'shown-marks-corrected': shownMarks,
  'everything-at-once': everything,
  'local-system-killed': systemKilled,
}
