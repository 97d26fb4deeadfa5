/** From here on a list is searched and folded: nobody scrolls past forty names to find one. */
const most = 40

export const isLong = (contestants: readonly unknown[]): boolean => contestants.length > most
