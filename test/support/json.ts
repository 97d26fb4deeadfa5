/** What JSON.parse gives. Tests compare it whole or pick from it; a pick that is not there fails the test. */
export type Json = ReturnType<typeof JSON.parse>
