import { connect } from 'node:net'

/**
 * A process in the engine's own network. Each message asks for a connection with the engine; the answer carries the kernel's socket,
 * which from then on is our process's alone and has no byte copied by anybody. It ends with the process that started it.
 */
const [port] = process.argv.slice(2)

process.on('message', (ticket) => {
  const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true })
  // What the engine may say or end meanwhile is for whoever gets the socket.
  socket.pause()
  const refuse = (error: Error): void => void process.send?.({ ticket, error: error.message })
  socket.once('error', refuse)
  socket.once('connect', () => {
    socket.off('error', refuse)
    socket.on('error', () => {})
    process.send?.({ ticket }, socket)
  })
})
process.on('disconnect', () => process.exit())
