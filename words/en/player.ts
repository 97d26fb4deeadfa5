import type { words as zh } from '../zh/player.ts'

export const words: typeof zh = {
  delay: (seconds) => `${seconds} s behind`,
  unmute: 'Turn sound on',
  play: 'Play the stream',
  brokenHint: 'Voting works all the same; the picture reconnects by itself.',
  blocked: 'The phone did not start the stream by itself',
  reload: 'Load the stream again',
}
