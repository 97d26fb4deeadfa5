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
import type { Json } from './json.ts'

const packed = 'bin/chromium-70.0.3508.0.br'
const patience = 20_000

/** Chromium 70 comes for Linux on x64 only. */
export const hasOldBrowser = platform() === 'linux' && arch() === 'x64'

/**
 * Chromium 70, the oldest engine that the pages promise to work in. Playwright does not speak to it, so it is driven by its
 * debugging port.
 */
export class OldBrowser {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #base: string

  private constructor(process: ChildProcess, profile: string, base: string) {
    this.#process = process
    this.#profile = profile
    this.#base = base
  }

  static async open(): Promise<OldBrowser> {
    const profile = await mkdtemp(join(tmpdir(), 'leitai-chromium-70-'))
    const child = spawn(
      await unpacked(),
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
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const host = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const address = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1]
        if (address !== undefined) resolve(address)
      })
      child.on('error', reject)
      child.on('exit', (code) => reject(new Error(`Chromium 70 ended with ${code}: ${said}`)))
    })
    return new OldBrowser(child, profile, `http://${host}`)
  }

  /** A page of the one profile: pages share their storage. */
  async visit(url: string): Promise<OldPage> {
    const answer = await fetch(`${this.#base}/json/new?${encodeURIComponent('about:blank')}`)
    const { webSocketDebuggerUrl }: Json = await answer.json()
    const page = await OldPage.connect(webSocketDebuggerUrl)
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
  readonly #waiting = new Map<number, { resolve: (value: Json) => void; reject: (error: Error) => void }>()
  #calls = 0
  /** What the page's scripts never caught. */
  readonly problems: string[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#hear(JSON.parse(data.toString())))
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium 70 is gone'))
    })
  }

  static async connect(address: string): Promise<OldPage> {
    const socket = new WebSocket(address)
    await once(socket, 'open')
    const page = new OldPage(socket)
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
      const timer = setTimeout(() => reject(new Error(`Chromium 70 never answered ${method}`)), patience)
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
      `never true in Chromium 70: ${expression}\n${await this.text()}\n${this.problems.join('\n')}`,
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

  #hear({ id, result, error, method, params }: Json): void {
    if (method === 'Runtime.exceptionThrown')
      this.problems.push(`script: ${params.exceptionDetails.exception?.description}`)
    const call = this.#waiting.get(id)
    if (error) call?.reject(new Error(error.message))
    else call?.resolve(result)
  }
}

/** Unpacked once beside its package; only a whole copy gets its final name. */
async function unpacked(): Promise<string> {
  const home = fileURLToPath(new URL('../../node_modules/chromium-70/', import.meta.url))
  const binary = join(home, 'chromium')
  if (existsSync(binary)) return binary
  const staging = await mkdtemp(join(home, 'unpacking-'))
  try {
    const copy = join(staging, 'chromium')
    await writeFile(copy, await promisify(brotliDecompress)(await readFile(join(home, packed))))
    await chmod(copy, 0o755)
    await rename(copy, binary)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return binary
}
