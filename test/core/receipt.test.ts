import { describe, expect, it } from 'vitest'
import { digestOf } from '#core/canonical.ts'
import { claimsOf } from '#core/receipt/claims.ts'
import { isSignedBy, readProof } from '#core/receipt/proof.ts'
import { whereabouts } from '#core/receipt/whereabouts.ts'
import { ReceiptSigner } from '#test/support/receipt-signer.ts'

const ballot = { electorate: 'village', choices: ['east', 'west'] }
const box = { contest: 'harvest', round: '决赛', attempt: 2 }
const claims = claimsOf(box, { receipt: '7K2M-X9QD-0001', ballot, at: '2026-11-27T12:30:59.999Z' })
const signer = new ReceiptSigner()

const proofOf = async (...args: Parameters<ReceiptSigner['sign']>) => {
  const text = await signer.sign(...args)
  const proof = readProof(text)
  if (!proof) throw new Error('the text is a proof')
  return { text, proof }
}

describe('what a receipt says', () => {
  it('names the box, the ballot by its digest in the book, and the second of arrival', () => {
    expect(claims).toEqual({
      ...box,
      receipt: '7K2M-X9QD-0001',
      ballot: digestOf(ballot),
      at: '2026-11-27T12:30:59Z',
    })
  })

  it('has no time where none was kept', () => {
    expect(claimsOf(box, { receipt: '7K2M-X9QD-0001', ballot })).not.toHaveProperty('at')
  })
})

describe('a signed receipt', () => {
  it('is read back as it was signed, however its lines were broken', async () => {
    const { text, proof } = await proofOf(claims)
    expect(proof.claims).toEqual(claims)
    expect(readProof(` ${text.slice(0, 40)}\r\n${text.slice(40, 90)}\n ${text.slice(90)}\n`)).toEqual(proof)
  })

  it('is signed by the key that signed it, and by no other', async () => {
    const { proof } = await proofOf(claims)
    expect(isSignedBy(proof, signer.jwk)).toBe(true)
    expect(isSignedBy(proof, new ReceiptSigner().jwk)).toBe(false)
  })

  it('is not signed any more when one letter of it is another', async () => {
    const { text } = await proofOf(claims)
    for (const place of [5, 60, 200, text.length - 40]) {
      const letter = text[place] === 'A' ? 'B' : 'A'
      const altered = readProof(text.slice(0, place) + letter + text.slice(place + 1))
      expect(altered === undefined || !isSignedBy(altered, signer.jwk), `letter ${place}`).toBe(true)
    }
  })

  it('is nothing else that looks like one', async () => {
    const { text } = await proofOf(claims)
    const [header = '', , signature = ''] = text.split('.')
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const other of [
      '',
      '7K2M-X9QD-0001',
      `${header}.${encoded({ ...claims, attempt: 0 })}.${signature}`,
      `${header}.${encoded({ ...claims, more: 1 })}.${signature}`,
      `${encoded({ alg: 'none' })}.${text.split('.')[1]}.${signature}`,
      `${encoded({ alg: 'EdDSA', crit: ['b64'], b64: false })}.${text.split('.')[1]}.${signature}`,
      `${text}A`,
      `${header}.….${signature}`,
    ])
      expect(readProof(other), other).toBeUndefined()
  })
})

describe('what a book has of it', () => {
  it.each([
    [
      'the ballot itself, whatever the order of its members',
      { choices: ['east', 'west'], electorate: 'village' },
      true,
      'in-book',
    ],
    ['nothing', undefined, true, 'missing'],
    [
      'another ballot where voters may change theirs',
      { electorate: 'village', choices: ['east'] },
      true,
      'replaced',
    ],
    [
      'another ballot where nobody may',
      { electorate: 'village', choices: ['west', 'east'] },
      false,
      'changed',
    ],
  ])('%s', (_, there, revisable, expected) => {
    expect(whereabouts(claims, there && { ballot: there }, revisable)).toBe(expected)
  })
})
