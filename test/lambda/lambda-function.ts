import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Handler } from '#local/lambda/invoke.ts'
import { localCredentials } from '#local/push/credentials.ts'
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts'

const runtimeClient = fileURLToPath(
  new URL('runtime-client/node_modules/aws-lambda-ric/index.mjs', import.meta.url),
)

type Environment = { process: ChildProcess; api: RuntimeApi; ended: Promise<unknown> }

/**
 * A bundle as it runs on Lambda: in a process of its own under Lambda's runtime interface client, started by the first event and by
 * the first after its end, one event at a time. It sees the variables that it is given and those that Lambda sets, and no others.
 */
export class LambdaFunction {
  readonly name: string
  readonly #folder: string
  readonly #variables: Record<string, string>
  #environment: Promise<Environment> | undefined

  constructor(name: string, folder: string, variables: Record<string, string>) {
    this.name = name
    this.#folder = folder
    this.#variables = variables
  }

  readonly handler: Handler = async (
    event,
    { awsRequestId, invokedFunctionArn, getRemainingTimeInMillis },
  ) => {
    const { api } = await (this.#environment ??= this.#launch())
    const deadline = Date.now() + getRemainingTimeInMillis()
    return api.invoke(event, { requestId: awsRequestId, functionArn: invokedFunctionArn, deadline })
  }

  /** Starts the process, and waits until it asks for events. Throws with what it said when it cannot start. */
  async start(): Promise<void> {
    const { api } = await (this.#environment ??= this.#launch())
    await api.ready
  }

  /** Ends the process in the middle of whatever it does; the next event starts another. */
  async kill(): Promise<void> {
    const environment = await this.#environment
    environment?.process.kill('SIGKILL')
    await environment?.ended
  }

  async #launch(): Promise<Environment> {
    if (!existsSync(runtimeClient)) throw new Error('Lambda’s runtime interface client is not installed')
    const api = await startRuntimeApi()
    const child = spawn(process.execPath, [runtimeClient], {
      env: { ...this.#variables, ...variablesOfLambda(this.name, this.#folder, api) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let words = ''
    const hear = (chunk: Buffer): void => {
      words = (words + chunk.toString()).slice(-2_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const ended = once(child, 'exit').then(() => {
      this.#environment = undefined
      api.close(new Error(`${this.name} ended: ${words}`))
    })
    return { process: child, api, ended }
  }
}

const variablesOfLambda = (
  name: string,
  folder: string,
  { address }: RuntimeApi,
): Record<string, string> => ({
  AWS_LAMBDA_RUNTIME_API: address,
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_REGION: 'local',
  // Whoever stands before the store knows a function by its key.
  AWS_ACCESS_KEY_ID: name,
  AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
  LAMBDA_TASK_ROOT: folder,
  TZ: ':UTC',
  _HANDLER: 'index.handler',
})
