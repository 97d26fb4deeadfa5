/**
 * How the edge before the functions keeps their answers, beyond what each answer says of itself. CloudFront is set up from it, and
 * the front of the local system plays it.
 */
export const edge = {
  /** For how many seconds an answer 5xx is kept: CloudFront's own 10 s would freeze the live document for a whole hall. */
  errorSeconds: 0,
} as const

/**
 * The parameter of a query string that names another answer of a public route; undefined where none does, and `?x=1`, `?x=2` … would only
 * pass by the cache.
 */
export const parameterInKey = (path: string): string | undefined =>
  /\/(result|book)$/.test(path) ? 'version' : undefined
