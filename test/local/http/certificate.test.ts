import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCertificate } from '#local/http/certificate.ts'

const file = (name: string): string => fileURLToPath(new URL(`certificates/${name}`, import.meta.url))
const [cert, key, other] = [file('hall.cert.pem'), file('hall.key.pem'), file('other.key.pem')]
const during = new Date('2030-01-01T00:00:00Z')

describe('a certificate with its key', () => {
  it('is read, and says what this machine is to be called', () => {
    const certificate = readCertificate(cert, key, during)
    expect(certificate.cert).toContain('BEGIN CERTIFICATE')
    expect(certificate.nameFor('127.0.0.1')).toBe('127.0.0.1')
    // The name that people can type: not the one with a star in it.
    expect(certificate.nameFor('192.0.2.7')).toBe('hall.example')
  })

  it.each([
    ['one that does not fit', cert, other, during, /does not fit the key .*other\.key\.pem: give the two/],
    ['no certificate', key, key, during, /hall\.key\.pem holds no certificate in PEM form/],
    ['no key', cert, cert, during, /hall\.cert\.pem holds no private key in PEM form/],
    [
      'one that has expired',
      cert,
      key,
      new Date('2200-01-01T00:00:00Z'),
      /expired on 2126-.*: get a new one\.$/,
    ],
    [
      'one that is not valid yet',
      cert,
      key,
      new Date('2001-01-01T00:00:00Z'),
      /valid only from .* on: check/,
    ],
    ['a folder', file('.'), key, during, /cannot be read/],
  ])('%s is one sentence for the technician', (_, certFile, keyFile, now, sentence) => {
    expect(() => readCertificate(certFile, keyFile, now)).toThrow(sentence)
  })
})
