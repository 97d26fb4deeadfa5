import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { errorMessage, UserError } from '#terminal/user-error.ts'

/** What TLS is spoken with, in PEM form. `nameFor` is what to call this machine, so that browsers accept the certificate. */
export type Certificate = { cert: string; key: string; nameFor: (address: string) => string }

/** The certificate and its key. Throws a `UserError` that says which file to put right; `now` decides about its dates. */
export const readCertificate = (certFile: string, keyFile: string, now: Date): Certificate => {
  const [cert, key] = [readPem('certificate', certFile), readPem('key', keyFile)]
  const certificate = certificateIn(cert, certFile)
  if (!certificate.checkPrivateKey(keyIn(key, keyFile)))
    throw new UserError(
      `The certificate ${certFile} does not fit the key ${keyFile}: give the two files that were made together.`,
    )
  const { validFromDate, validToDate } = certificate
  if (validToDate <= now)
    throw new UserError(`The certificate ${certFile} expired on ${dayOf(validToDate)}: get a new one.`)
  if (validFromDate > now)
    throw new UserError(
      `The certificate ${certFile} is valid only from ${dayOf(validFromDate)} on: check this machine's clock.`,
    )
  return { cert, key, nameFor: (address) => nameIn(certificate, address) }
}

const readPem = (what: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UserError(`The ${what} ${file} cannot be read: ${errorMessage(error)}.`)
  }
}

const certificateIn = (pem: string, file: string): X509Certificate => {
  try {
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no PEM')
    return new X509Certificate(pem)
  } catch {
    throw new UserError(
      `The file ${file} holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----.`,
    )
  }
}

const keyIn = (pem: string, file: string) => {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new UserError(
      `The file ${file} holds no private key in PEM form, or one with a password: give the key without one.`,
    )
  }
}

/** The address, where the certificate is for it; else the first name it is for, which people can then type. */
const nameIn = (certificate: X509Certificate, address: string): string => {
  if (certificate.checkIP(address) !== undefined) return address
  const names = [...(certificate.subjectAltName ?? '').matchAll(/DNS:([^,\s]+)/g)].map(
    ([, name = '']) => name,
  )
  return names.find((name) => !name.includes('*')) ?? address
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
