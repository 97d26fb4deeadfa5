/** Engines on one machine ask for a signature but do not check it. */
export const uncheckedSignature = {
  'x-amz-date': '20000101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20000101/local/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=local',
}
