/** Who listens to what. */
export class Channels<Listener> {
  readonly #subscriptions = new Map<string, Map<Listener, Set<string>>>()

  /** A listener may be subscribed to a channel under several ids. */
  subscribe(channel: string, listener: Listener, id: string): void {
    const listeners = this.#subscriptions.get(channel) ?? new Map<Listener, Set<string>>()
    this.#subscriptions.set(channel, listeners)
    listeners.set(listener, (listeners.get(listener) ?? new Set()).add(id))
  }

  unsubscribe(channel: string, listener: Listener, id: string): void {
    const listeners = this.#subscriptions.get(channel)
    const ids = listeners?.get(listener)
    ids?.delete(id)
    if (ids?.size === 0) listeners?.delete(listener)
    if (listeners?.size === 0) this.#subscriptions.delete(channel)
  }

  /** Every subscription of a channel: the listener and the id it chose. */
  *of(channel: string): Generator<[Listener, string]> {
    for (const [listener, ids] of this.#subscriptions.get(channel) ?? []) {
      for (const id of ids) yield [listener, id]
    }
  }
}
