import { describe, expect, it } from 'vitest'
import { parseSettings } from '../../cdk/settings.ts'

const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b'

it('is safe and small when nothing is set', () => {
  expect(parseSettings({})).toEqual({
    name: 'Leitai',
    region: 'ap-southeast-1',
    push: 'on',
    firewall: 'on',
    expectedVoters: 300,
    protectData: true,
    ballotsRecovery: true,
    logDays: 180,
    sessionKeys: 1,
    originSecret: 1,
  })
})

it('takes what a command line can say, which is text', () => {
  const given = {
    name: 'Town',
    region: 'eu-west-1',
    domain: 'vote.example.org',
    certificate,
    push: 'none',
    firewall: 'none',
    expectedVoters: '12000',
    alarmMail: 'night@example.org',
    protectData: 'false',
    ballotsRecovery: 'false',
    logDays: '30',
    sessionKeys: '2',
    originSecret: '3',
  }
  expect(parseSettings(given)).toEqual({
    ...given,
    expectedVoters: 12_000,
    protectData: false,
    ballotsRecovery: false,
    logDays: 30,
    sessionKeys: 2,
    originSecret: 3,
  })
})

it('goes without push and firewall in China, where they do not exist', () => {
  const china = { region: 'cn-northwest-1', domain: 'vote.example.cn', certificate: 'ASCAEXAMPLE' }
  expect(parseSettings(china)).toMatchObject({ ...china, push: 'none', firewall: 'none' })
})

describe('what cannot be used is said in one sentence', () => {
  const china = { region: 'cn-north-1', domain: 'vote.example.cn', certificate: 'ASCAEXAMPLE' }
  it.each<[Record<string, string>, string]>([
    [{ name: '1st' }, 'name must be 1 to 31 letters and digits, a letter first.'],
    [{ region: 'moon-1' }, 'region moon-1 is not supported; choose one of af-south-1, '],
    [{ push: 'yes' }, 'push must be on or none.'],
    [{ firewall: 'off' }, 'firewall must be on or none.'],
    [{ expectedVoters: '0' }, 'expectedVoters must be a whole number from 1 to 1000000.'],
    [{ expectedVoters: '2.5' }, 'expectedVoters must be a whole number from 1 to 1000000.'],
    [{ expectedVoters: 'many' }, 'expectedVoters must be a whole number from 1 to 1000000.'],
    [{ alarmMail: 'night' }, 'alarmMail must be a mail address.'],
    [{ protectData: 'no' }, 'protectData must be true or false.'],
    [{ ballotsRecovery: 'off' }, 'ballotsRecovery must be true or false.'],
    [{ logDays: '31' }, 'logDays must be one of 1, 3, 5, 7, 14, 30, '],
    [{ domain: 'http://x' }, 'domain must be a host name such as vote.example.org.'],
    [
      { domain: 'vote.example.org' },
      'domain vote.example.org needs a certificate: give -c certificate=… for it.',
    ],
    [{ certificate }, 'certificate is given without the domain it is for.'],
    [
      { domain: 'vote.example.org', certificate: certificate.replace('us-east-1', 'eu-west-1') },
      'certificate must be the ARN of an ACM certificate in us-east-1, where CloudFront looks for it.',
    ],
    [{ ...china, push: 'on' }, 'push does not exist in cn-north-1: leave it out or give -c push=none.'],
    [{ ...china, firewall: 'on' }, 'a firewall before CloudFront does not exist in cn-north-1: '],
    [{ region: 'cn-north-1' }, 'cn-north-1 serves nothing without a filed domain (ICP): '],
    [{ ...china, certificate }, 'CloudFront in cn-north-1 takes no ACM certificate: '],
  ])('%j', (given, sentence) => {
    const message = () => parseSettings(given)
    expect(message).toThrow(sentence)
    expect(message).toThrow(/^[^\n]+\.$/)
  })
})
