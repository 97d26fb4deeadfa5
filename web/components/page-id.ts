let given = 0

/** An id that nothing else on the page has. Svelte's own, made to agree with a page from a server, would cost every phone more. */
export const pageId = (): string => `id-${(given += 1)}`
