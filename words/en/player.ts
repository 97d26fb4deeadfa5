import type { words as zh } from '../zh/player.ts'

export const words: typeof zh = {
  delay: (seconds) => `${seconds} s behind`,
  unmute: 'Turn sound on',
  play: 'Play the stream',
  brokenHint: 'Voting is not affected; the picture reconnects by itself.',
  blocked: 'The stream did not start by itself',
  reload: 'Reload the stream',
}
