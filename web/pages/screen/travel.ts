import { tick } from 'svelte'
import { type Place, placesOf, travelFrom } from '../../components/travel.ts'

const middleOf = ({ left, top, width, height }: Place): [x: number, y: number] => [
  left + width / 2,
  top + height / 2,
]

/** The box around places. */
function around(places: Place[]): Place {
  const left = Math.min(...places.map((place) => place.left))
  const top = Math.min(...places.map((place) => place.top))
  const right = Math.max(...places.map((place) => place.left + place.width))
  const bottom = Math.max(...places.map((place) => place.top + place.height))
  return { left, top, width: right - left, height: bottom - top }
}

/** Rows that were just revealed stand large in the middle of the screen, side by side as they are, and travel to their places. */
function fromTheMiddle(place: Place, together: Place): Keyframe[] {
  const scale = Math.min(1.6, (0.96 * innerWidth) / together.width, (0.9 * innerHeight) / together.height)
  const [x, y] = middleOf(place)
  const [groupX, groupY] = middleOf(together)
  const startX = innerWidth / 2 + (x - groupX) * scale
  const startY = innerHeight / 2 + (y - groupY) * scale
  return [
    { transform: `translate(${startX - x}px, ${startY - y}px) scale(${scale})`, opacity: 0 },
    { opacity: 1, offset: 0.3 },
    { transform: 'none', opacity: 1 },
  ]
}

/** Lets the rows of a list that is about to change travel to their new places; what a reveal has brought forth comes from the middle. */
export function travelOn(list: HTMLElement, arriving: boolean): void {
  const before = placesOf(list)
  void tick().then(() => {
    const rows = arriving ? [...list.querySelectorAll('.newest')] : []
    const together = around(rows.map((row) => row.getBoundingClientRect()))
    travelFrom(before, list, (row, place) =>
      rows.includes(row) ? fromTheMiddle(place, together) : undefined,
    )
  })
}
