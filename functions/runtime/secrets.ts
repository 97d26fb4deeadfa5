import * as z from 'zod'
import { postSigned } from './signed-request.ts'

const secretSchema = z.object({ SecretString: z.string() })

/** The text of a secret in AWS Secrets Manager, by its ARN. Throws, without any part of the secret, when it is not given. */
export async function readSecret(arn: string): Promise<string> {
  const answer = await callSecretsManager(arn, 'GetSecretValue', { SecretId: arn })
  return secretSchema.parse(await answer.json()).SecretString
}

/** Gives a secret a new text, and answers the id of this version. Throws when that is refused. */
export async function writeSecret(arn: string, text: string): Promise<string> {
  const version = crypto.randomUUID()
  await callSecretsManager(arn, 'PutSecretValue', {
    SecretId: arn,
    SecretString: text,
    ClientRequestToken: version,
  })
  return version
}

async function callSecretsManager(arn: string, action: string, body: object): Promise<Response> {
  const answer = await postSigned('secretsmanager', endpointOf(arn), JSON.stringify(body), {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `secretsmanager.${action}`,
  })
  if (!answer.ok) throw new Error(`Secrets Manager refused ${action} with ${answer.status}`)
  return answer
}

/** `arn:<partition>:secretsmanager:<region>:…`; a secret is asked for where it is kept. */
function endpointOf(arn: string): string {
  const [, partition, , region] = arn.split(':')
  return `https://secretsmanager.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}/`
}
