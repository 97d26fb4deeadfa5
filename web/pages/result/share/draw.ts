import { encode } from 'uqr'
import type { Poster, PosterRow } from './poster.ts'

const formats = {
  /** For a phone’s whole screen. */
  tall: { width: 1080, height: 1920 },
  /** As web pages show a link. */
  wide: { width: 1200, height: 630 },
} as const
export type Format = keyof typeof formats

const [paper, ink, soft, gold, goldInk, line] = [
  '#fffaf3',
  '#1d1b19',
  '#5f5a54',
  '#f2c14e',
  '#3a2500',
  '#e8ddcf',
]

type Box = { x: number; y: number; width: number; height: number }
type Draw = CanvasRenderingContext2D

/** A picture of the result, as PNG. */
export function pictureOf(poster: Poster, format: Format): Promise<Blob> {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, formats[format])
  const draw = canvas.getContext('2d')
  if (draw === null) throw new Error('This browser draws no pictures.')
  draw.textBaseline = 'middle'
  if (format === 'tall') drawTall(draw, poster)
  else drawWide(draw, poster)
  return new Promise((done, failed) =>
    canvas.toBlob(
      (blob) => (blob === null ? failed(new Error('No picture came of it.')) : done(blob)),
      'image/png',
    ),
  )
}

function drawTall(draw: Draw, poster: Poster): void {
  ground(draw, poster, formats.tall, 420)
  const middle = { x: 70, width: 940 }
  const hasTwoLines = wrapped(draw, poster.title, 64, middle.width).length > 1
  write(draw, poster.organiser, { ...middle, y: 70, height: 50 }, { size: 34, colour: '#ffe9c9' })
  writeLines(draw, poster.title, { ...middle, y: 125, height: hasTwoLines ? 160 : 90 }, 64, '#fff')
  const below = hasTwoLines ? 300 : 235
  write(
    draw,
    `${poster.round} · ${poster.official}`,
    { ...middle, y: below, height: 60 },
    { size: 40, colour: gold },
  )
  const top = 380
  const height = Math.min(130, 1150 / Math.max(1, poster.rows.length))
  card(draw, { x: 50, y: top, width: 980, height: height * poster.rows.length + 40 })
  rows(draw, poster.rows, { x: 70, y: top + 20, width: 940, height })
  const under = top + 40 + height * poster.rows.length
  write(
    draw,
    [poster.more, poster.left].filter((part) => part !== '').join(' · '),
    { ...middle, y: under + 10, height: 50 },
    { size: 30, colour: soft, align: 'center' },
  )
  const beside = poster.link === null ? middle : { x: 350, width: 660 }
  if (poster.link !== null) qr(draw, poster.link, { x: 70, y: 1610, width: 240, height: 240 })
  if (poster.link !== null)
    writeLines(draw, poster.scan, { ...beside, y: 1640, height: 110 }, 40, ink, 'left')
  write(draw, poster.proof, { ...beside, y: 1775, height: 50 }, { size: 28, colour: soft, align: 'left' })
}

function drawWide(draw: Draw, poster: Poster): void {
  ground(draw, poster, formats.wide, 170)
  write(
    draw,
    poster.title,
    { x: 40, y: 28, width: 1120, height: 66 },
    { size: 48, colour: '#fff', align: 'left' },
  )
  const second = [poster.round, poster.official, poster.organiser].filter((part) => part !== '').join(' · ')
  write(draw, second, { x: 40, y: 98, width: 1120, height: 48 }, { size: 30, colour: gold, align: 'left' })
  const shown = poster.rows.slice(0, 5)
  card(draw, { x: 40, y: 190, width: 810, height: 400 })
  rows(draw, shown, { x: 55, y: 205, width: 780, height: 370 / Math.max(4, shown.length) })
  if (poster.link !== null) qr(draw, poster.link, { x: 905, y: 200, width: 220, height: 220 })
  const under = { x: 870, width: 290 }
  if (poster.link !== null) writeLines(draw, poster.scan, { ...under, y: 435, height: 90 }, 26, ink)
  writeLines(draw, poster.proof, { ...under, y: 530, height: 60 }, 20, soft)
}

function ground(
  draw: Draw,
  { accent }: Poster,
  { width, height }: { width: number; height: number },
  band: number,
) {
  draw.fillStyle = paper
  draw.fillRect(0, 0, width, height)
  draw.fillStyle = accent
  draw.fillRect(0, 0, width, band)
  draw.fillStyle = gold
  draw.fillRect(0, band, width, 8)
}

function card(draw: Draw, { x, y, width, height }: Box): void {
  draw.fillStyle = '#fff'
  draw.strokeStyle = line
  draw.lineWidth = 2
  draw.beginPath()
  draw.rect(x, y, width, height)
  draw.fill()
  draw.stroke()
}

/** One under the other, each `box.height` high. */
const rows = (draw: Draw, list: PosterRow[], box: Box): void =>
  list.forEach((row, index) => drawRow(draw, row, { ...box, y: box.y + index * box.height }))

function drawRow(draw: Draw, row: PosterRow, { x, y, width, height }: Box): void {
  if (row.isFirst) {
    draw.fillStyle = gold
    draw.fillRect(x, y + 4, width, height - 8)
  }
  const colour = row.isFirst ? goldInk : ink
  const size = Math.min(46, height * 0.46)
  const total = Math.round(width * 0.23)
  const rank = Math.round(width * 0.11)
  write(draw, row.rank, { x, y, width: rank, height }, { size, colour })
  const name = { x: x + rank, y, width: width - rank - total - 20, height }
  const second = [row.unit, row.note].filter((part) => part !== '').join(' · ')
  if (second === '') write(draw, row.name, name, { size, colour, align: 'left' })
  else {
    write(
      draw,
      row.name,
      { ...name, y: y + height * 0.1, height: height * 0.5 },
      { size: size * 0.92, colour, align: 'left' },
    )
    const quiet = row.isFirst ? goldInk : soft
    write(
      draw,
      second,
      { ...name, y: y + height * 0.58, height: height * 0.34 },
      { size: size * 0.58, colour: quiet, align: 'left', weight: 400 },
    )
  }
  write(
    draw,
    row.total,
    { x: x + width - total - 16, y, width: total, height },
    { size, colour, align: 'right' },
  )
}

type Style = { size: number; colour: string; align?: 'left' | 'center' | 'right'; weight?: number }

/** One line that never leaves its box: it shrinks to half its size, and then ends with dots. */
function write(draw: Draw, text: string, { x, y, width, height }: Box, style: Style): void {
  const { align = 'center', colour, weight = 700 } = style
  let { size } = style
  const set = () => (draw.font = fontOf(size, weight))
  set()
  while (draw.measureText(text).width > width && size > style.size / 2) {
    size -= 1
    set()
  }
  draw.fillStyle = colour
  draw.textAlign = align
  const at = align === 'left' ? x : align === 'right' ? x + width : x + width / 2
  draw.fillText(cutTo(draw, text, width), at, y + height / 2)
}

/** Up to two lines in one box. */
function writeLines(
  draw: Draw,
  text: string,
  box: Box,
  size: number,
  colour: string,
  align: Style['align'] = 'center',
) {
  const lines = wrapped(draw, text, size, box.width)
  const height = box.height / lines.length
  lines.forEach((part, index) =>
    write(draw, part, { ...box, y: box.y + index * height, height }, { size, colour, align }),
  )
}

/** A text as one line, or as two of about the same width, parted at a space or between two characters. */
function wrapped(draw: Draw, text: string, size: number, width: number): string[] {
  draw.font = fontOf(size, 700)
  if (draw.measureText(text).width <= width) return [text]
  const letters = [...text]
  const half = letters.length / 2
  const places = letters.flatMap((letter, at) =>
    (letter === ' ' || letter > '\u2E80') && !/[，。、；：）” ·]/.test(letters[at + 1] ?? '') ? [at + 1] : [],
  )
  const at = places.reduce(
    (best, place) => (Math.abs(place - half) < Math.abs(best - half) ? place : best),
    letters.length,
  )
  const parts = [letters.slice(0, at).join('').trim(), letters.slice(at).join('').trim()]
  return parts.filter((part) => part !== '')
}

function cutTo(draw: Draw, text: string, width: number): string {
  if (draw.measureText(text).width <= width) return text
  const letters = [...text]
  while (letters.length > 0 && draw.measureText(`${letters.join('')}…`).width > width) letters.pop()
  return `${letters.join('')}…`
}

const fontOf = (size: number, weight: number): string =>
  `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`

function qr(draw: Draw, text: string, { x, y, width }: Box): void {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const module = Math.floor(width / size)
  const offset = Math.floor((width - module * size) / 2)
  draw.fillStyle = '#fff'
  draw.fillRect(x, y, width, width)
  draw.fillStyle = '#000'
  data.forEach((cells, row) =>
    cells.forEach((dark, column) => {
      if (dark) draw.fillRect(x + offset + column * module, y + offset + row * module, module, module)
    }),
  )
}
