import type { Browser, CDPSession } from 'playwright-core'
import { openBrowser, screens } from '#test/support/browser.ts'
import { LocalSystem } from '#test/support/local-system.ts'
import { Office } from './office.ts'

/** What a page needs before its viewer can vote, and the picture of the stream beside it. */
const kinds = ['html', 'js', 'css', 'json', 'other', 'video'] as const
type Kind = (typeof kinds)[number]

/** Bytes as they went over the network, headers and encoding included. */
export type PhoneLoad = Record<Kind, number>

const usableWithinMs = 60_000

/** What a phone with an empty cache loads until the ballot takes a tap: a voter's link of the Haiyang example, round open. */
export const loadOfPhone = async (): Promise<PhoneLoad> => {
  const system = await LocalSystem.start()
  const browser = await openBrowser()
  try {
    const { contest, organiser, voters } = await system.links()
    const voter = voters.find(({ electorate }) => electorate === 'village')
    if (!voter) throw new Error('the example has no voters')
    const office = await Office.open(system.base, organiser.code, contest)
    await office.openRound('round-district-1')
    return await loadOf(browser, voter.link)
  } finally {
    await browser.close()
    await system.stop()
  }
}

const loadOf = async (browser: Browser, link: string): Promise<PhoneLoad> => {
  const context = await browser.newContext({ viewport: screens.phone, locale: 'zh-CN', hasTouch: true })
  const page = await context.newPage()
  const traffic = await Traffic.of(await context.newCDPSession(page))
  await page.goto(link, { waitUntil: 'commit' })
  await page.getByRole('checkbox').first().click({ trial: true, timeout: usableWithinMs })
  const load = traffic.sum()
  await context.close()
  return load
}

type Transfer = { kind: Kind; bytes: number; done: boolean }

class Traffic {
  readonly #transfers = new Map<string, Transfer>()

  static async of(session: CDPSession): Promise<Traffic> {
    const traffic = new Traffic()
    const transfers = traffic.#transfers
    session.on(
      'Network.responseReceived',
      ({ requestId, response: { url, mimeType, encodedDataLength } }) => {
        transfers.set(requestId, { kind: kindOf(url, mimeType), bytes: encodedDataLength, done: false })
      },
    )
    session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      const transfer = transfers.get(requestId)
      if (transfer && !transfer.done) transfer.bytes += encodedDataLength
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const transfer = transfers.get(requestId)
      if (transfer) Object.assign(transfer, { bytes: encodedDataLength, done: true })
    })
    await session.send('Network.enable')
    return traffic
  }

  sum(): PhoneLoad {
    const load: PhoneLoad = { html: 0, js: 0, css: 0, json: 0, other: 0, video: 0 }
    for (const { kind, bytes } of this.#transfers.values()) load[kind] += bytes
    return load
  }
}

/** The player comes in files of its own, named after the format. */
const kindOf = (url: string, mimeType: string): Kind => {
  if (/\/sample\/|\/assets\/[^/]*hls/i.test(url)) return 'video'
  return kinds.find((kind) => mimeType.includes(kind === 'js' ? 'javascript' : kind)) ?? 'other'
}
