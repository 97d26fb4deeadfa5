import type { Contest, Round } from '#contract/contest.ts'
import { roundWith } from '#test/support/contest.ts'

export type Language = NonNullable<Contest['language']>
export const languages: Language[] = ['zh-CN', 'en']

/** What contestants and the rest are called, so that on a page in English no word is Chinese but an untranslated one. */
const names = {
  'zh-CN': {
    title: '乡村振兴擂台赛',
    organiser: '市委组织部',
    electorates: ['村', '评委'],
    round: '第一片区',
    presenter: '张书记',
    unit: '甲镇',
    contestants: [
      ['里口村', '方圆街道', '集体收入三年翻番；村道全部硬化；老年食堂每天供餐。'],
      ['镐地村', '方圆街道'],
      ['五间屋村', '东村街道'],
      ['石前庄村', '龙山街道'],
      ['西古现村', '龙山街道'],
      ['战场泊村', '东村街道'],
      ['王家山后村', '朱吴镇'],
      ['小纪村', '小纪镇'],
    ],
    criteria: ['基层党建', '产业发展', '乡村建设', '为民服务', '底线保障'],
    grades: ['好', '较好', '一般', '差'],
  },
  en: {
    title: 'Villages on stage: the spring review of the county',
    organiser: 'County council',
    electorates: ['Villages', 'Judges'],
    round: 'First district',
    presenter: 'Secretary Zhang',
    unit: 'Northbridge',
    contestants: [
      ['Likou', 'Fangyuan', 'Income doubled in three years; every lane paved; a kitchen for the old.'],
      ['Haodi', 'Fangyuan'],
      ['Wujianwu', 'Dongcun'],
      ['Shiqianzhuang', 'Longshan'],
      ['Xiguxian', 'Longshan'],
      ['Zhanchangpo', 'Dongcun'],
      ['Wangjiashanhou', 'Zhuwu'],
      ['Xiaoji', 'Xiaoji'],
    ],
    criteria: ['Leadership', 'Business', 'Building', 'Service', 'Foundations'],
    grades: ['Very good', 'Rather good', 'Middling', 'Poor'],
  },
} as const

/** What a person on the roster belongs to. */
export const unitIn = (language: Language): string => names[language].unit

/** Eight villages of two towns, one with much to say for itself. */
export const contestantsIn = (language: Language): Contest['contestants'] => {
  const { contestants, presenter } = names[language]
  return contestants.map(([name, unit, highlights], index) => ({
    id: `c-${index + 1}`,
    name,
    unit,
    presenter,
    ...(highlights !== undefined && { highlights }),
  }))
}

export const scoresIn = (language: Language) => {
  const [party, trade, build, serve, floor] = names[language].criteria
  return {
    kind: 'score' as const,
    criteria: [
      { id: 'party', name: party, max: 20, step: 0.5 },
      { id: 'trade', name: trade, max: 30 },
      { id: 'build', name: build, max: 20 },
      { id: 'serve', name: serve, max: 20 },
      { id: 'floor', name: floor, max: 10 },
    ],
  }
}

export const gradesIn = (language: Language) => ({
  kind: 'grade' as const,
  grades: names[language].grades.map((name, index) => ({ id: `g${index}`, name, value: 4 - index })),
})

/** A contest of one round in which villages choose and judges score. */
export const contestIn = (language: Language, round: Partial<Round> = {}): Omit<Contest, 'id'> => {
  const { title, organiser, electorates, round: first } = names[language]
  return {
    title,
    organiser,
    language,
    electorates: [
      { id: 'village', name: electorates[0], role: 'voter' },
      { id: 'judges', name: electorates[1], role: 'judge' },
    ],
    contestants: contestantsIn(language),
    rounds: [
      roundWith({
        title: first,
        panels: [
          { electorate: 'village', ballot: { kind: 'choose', min: 1, max: 3 } },
          { electorate: 'judges', ballot: scoresIn(language) },
        ],
        ...round,
      }),
    ],
  }
}
