/** One line of JSON on stderr, in the shape of the functions' own log lines; an `ERROR` is what an alarm listens for. */
export const logError = (message: string, details: Record<string, unknown>): void => {
  console.error(JSON.stringify({ level: 'ERROR', message, timestamp: new Date().toISOString(), ...details }))
}
