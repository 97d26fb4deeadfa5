import { openApi } from '#functions/openapi.ts'
import { readOpenApi } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'

/** GET /api/openapi.json */
export const handler = http(readOpenApi, async () => ({
  body: openApi(),
  headers: { 'cache-control': 'public, max-age=60' },
}))
