/** What the front needs of a route; `functions/routes.ts` says more. */
export type FrontRoute = { method: string; path: string; function: string; timeoutSeconds: number }

export type Match<Route extends FrontRoute> =
  | { kind: 'found'; route: Route; parameters: Record<string, string> }
  | { kind: 'malformed' }
  | { kind: 'unknown' }

const isParameter = (segment: string): boolean => segment.startsWith('{')

/** Finds the route of a request by its raw path. Where two fit, the one with the words rather than the parameters wins. */
export const matchRoute = <Route extends FrontRoute>(
  routes: readonly Route[],
  method: string,
  rawPath: string,
): Match<Route> => {
  const given = rawPath.split('/')
  const fitting = routes.filter((route) => route.method === method && fits(route.path.split('/'), given))
  const route = fitting.toSorted((a, b) => parameterCount(a) - parameterCount(b))[0]
  if (!route) return { kind: 'unknown' }
  try {
    return { kind: 'found', route, parameters: parametersOf(route.path.split('/'), given) }
  } catch (error) {
    if (error instanceof URIError) return { kind: 'malformed' }
    throw error
  }
}

const fits = (pattern: string[], given: string[]): boolean =>
  pattern.length === given.length &&
  pattern.every((segment, at) => (isParameter(segment) ? given[at] !== '' : segment === given[at]))

const parameterCount = ({ path }: FrontRoute): number => path.split('/').filter(isParameter).length

const parametersOf = (pattern: string[], given: string[]): Record<string, string> =>
  Object.fromEntries(
    pattern.flatMap((segment, at) =>
      isParameter(segment) ? [[segment.slice(1, -1), decodeURIComponent(given[at] ?? '')]] : [],
    ),
  )
