/** Milliseconds on the machine's monotonic clock, which all processes share; only differences mean something. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6
