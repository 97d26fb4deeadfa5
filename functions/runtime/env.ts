/** Everything a function reads from its environment, in one place. A missing value stops the function at import. */

const required = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`environment variable ${name} is missing`)
  return value
}
const optional = (name: string): string | undefined => process.env[name] || undefined

const positive = (name: string): number => {
  const value = Number(required(name))
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`environment variable ${name} is not a number of 0 or more`)
  return value
}

export const env = { required, optional, positive }
