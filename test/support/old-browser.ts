import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { arch, platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { WebSocket } from 'ws'
import { librariesFor } from './browser.ts'
import type { Json } from './json.ts'

/**
 * The old engines, by their major version, and the file that each package packs its own into: the oldest one that the pages
 * promise to work in, and one of the years in between, which makes mistakes that neither the oldest nor the newest makes.
 */
const packed = { 70: 'bin/chromium-70.0.3508.0.br', 103: 'bin/chromium.br' } as const

export type OldEngine = keyof typeof packed

const patience = 20_000

/** The old engines come for Linux on x64 only. */
export const hasOldBrowser = platform() === 'linux' && arch() === 'x64'

/** A Chromium that is too old for Playwright to speak to, so it is driven by its debugging port. */
export class OldBrowser {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #base: string
  readonly #name: string

  private constructor(process: ChildProcess, profile: string, base: string, name: string) {
    this.#process = process
    this.#profile = profile
    this.#base = base
    this.#name = name
  }

  static async open(engine: OldEngine): Promise<OldBrowser> {
    const name = `Chromium ${engine}`
    const profile = await mkdtemp(join(tmpdir(), `leitai-chromium-${engine}-`))
    const binary = await unpacked(engine)
    const child = spawn(
      binary,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--remote-debugging-port=0',
        '--lang=zh-CN',
        `--user-data-dir=${profile}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...(await librariesFor(binary)) } },
    )
    const host = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1]
        if (address !== undefined) resolve(address)
      })
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`${name} ended with ${code}: ${said}`)))
    })
    return new OldBrowser(child, profile, `http://${host}`, name)
  }

  /** A page of the one profile: pages share their storage. */
  async visit(url: string): Promise<OldPage> {
    const answer = await fetch(`${this.#base}/json/new?${encodeURIComponent('about:blank')}`)
    const { webSocketDebuggerUrl }: Json = await answer.json()
    const page = await OldPage.connect(webSocketDebuggerUrl, this.#name)
    await page.goto(url)
    return page
  }

  async close(): Promise<void> {
    const exit = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await exit
    // Its own children may still be writing.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

export class OldPage {
  readonly #socket: WebSocket
  readonly #browser: string
  readonly #waiting = new Map<number, { resolve: (value: Json) => void; reject: (error: Error) => void }>()
  #calls = 0
  /** What the page's scripts never caught. */
  readonly problems: string[] = []

  private constructor(socket: WebSocket, browser: string) {
    this.#socket = socket
    this.#browser = browser
    socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString())))
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${browser} is gone`))
    })
  }

  static async connect(address: string, browser: string): Promise<OldPage> {
    const socket = new WebSocket(address)
    await once(socket, 'open')
    const page = new OldPage(socket, browser)
    for (const domain of ['Page', 'Runtime']) await page.ask(`${domain}.enable`)
    // A phone's size: the pages are made for it.
    await page.ask('Emulation.setDeviceMetricsOverride', {
      width: 360,
      height: 780,
      deviceScaleFactor: 1,
      mobile: true,
    })
    return page
  }

  async goto(url: string): Promise<void> {
    await this.ask('Page.navigate', { url })
  }

  /** One command of the debugging protocol. */
  ask(method: string, params: object = {}): Promise<Json> {
    const id = (this.#calls += 1)
    return new Promise<Json>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.#browser} never answered ${method}`)), patience)
      const settle = <Value>(end: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer)
          this.#waiting.delete(id)
          end(value)
        }
      }
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }

  /** The value of an expression in the page; a promise's once it is there. */
  async evaluate(expression: string): Promise<Json> {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails) throw new Error(result.description ?? exceptionDetails.text)
    return result.value
  }

  /** Waits until an expression is true in the page, and says what the page shows when it never is. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + patience
    while (Date.now() < end) {
      // Between two documents there is nothing to ask.
      if ((await this.evaluate(expression).catch(() => false)) === true) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(
      `never true in ${this.#browser}: ${expression}\n${await this.text()}\n${this.problems.join('\n')}`,
    )
  }

  text(): Promise<string> {
    return this.evaluate('document.body.innerText')
  }

  sees(words: string): Promise<void> {
    return this.until(`document.body.innerText.includes(${JSON.stringify(words)})`)
  }

  /** Clicks the first element of a selector whose text holds the words. */
  async click(selector: string, words = ''): Promise<void> {
    const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((each) =>
      !each.disabled && each.textContent.includes(${JSON.stringify(words)}))`
    await this.until(`${found} !== undefined`)
    await this.evaluate(`${found}.click()`)
  }

  /** Puts the focus into a field and types as a keyboard does. */
  async type(selector: string, text: string): Promise<void> {
    await this.until(`document.querySelector(${JSON.stringify(selector)}) !== null`)
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`)
    for (const key of text) await this.ask('Input.dispatchKeyEvent', { type: 'char', text: key })
  }

  /** The page as it is printed, on A4. */
  async print(): Promise<Buffer> {
    const { data } = await this.ask('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69 })
    return Buffer.from(data, 'base64')
  }

  #hear({ id, result, error, method, params }: Json): void {
    if (method === 'Runtime.exceptionThrown')
      this.problems.push(`script: ${params.exceptionDetails.exception?.description}`)
    const call = this.#waiting.get(id)
    if (error) call?.reject(new Error(error.message))
    else call?.resolve(result)
  }
}

/** Unpacked once beside its package; only a whole copy gets its final name. */
async function unpacked(engine: OldEngine): Promise<string> {
  const home = fileURLToPath(new URL(`../../node_modules/chromium-${engine}/`, import.meta.url))
  const binary = join(home, 'chromium')
  if (existsSync(binary)) return binary
  const staging = await mkdtemp(join(home, 'unpacking-'))
  try {
    const copy = join(staging, 'chromium')
    await writeFile(copy, await promisify(brotliDecompress)(await readFile(join(home, packed[engine]))))
    await chmod(copy, 0o755)
    await rename(copy, binary)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return binary
}
