/**
 * The rules of verification, for the command line and for the page where anybody checks a result. Nothing here reads a file or asks a
 * system: texts and bytes come in, findings are collected. In order: `parseLog`, `parseContestFile`, `contestInForce`, and for each
 * result `parseResult`, `roundOf`, a `BookReader` that is fed the book's bytes, `checkResult`. Without a log what only the log can
 * prove is left out.
 */
export { BookReader, type ReadBook } from './verify/book.ts'
export { contestInForce, parseContestFile } from './verify/document.ts'
export { Findings, type Finding } from './verify/findings.ts'
export { plainHash, type StreamHash } from './verify/hash.ts'
export { parseLog, type ParsedLog } from './verify/log.ts'
export { checkResult, earlierBooks, earlierResults, parseResult, roundOf } from './verify/result.ts'
export { checkPublished, sealedRounds, statusOf } from './verify/seal.ts'
export { checkSince } from './verify/since.ts'
