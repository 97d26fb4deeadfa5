import { openApi } from '#functions/openapi.ts'
import { readOpenApi } from '#functions/routes.ts'
import { http } from '#runtime/http.ts'

/** The same as long as the program is; made once, because it takes longer than most answers. */
const description = openApi()

/** GET /api/openapi.json */
export const handler = http(readOpenApi, async () => ({
  body: description,
  headers: { 'cache-control': 'public, max-age=60' },
}))
