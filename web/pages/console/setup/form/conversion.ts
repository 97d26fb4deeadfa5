import type { Panel } from '#contract/contest.ts'
import type { Convert } from '#contract/convert.ts'
import { readBands, writeBands } from './reading/bands.ts'
import { readPoints } from './reading/entries.ts'
import { numberIn } from './reading/number.ts'

/** How a panel's points are converted, as people fill it in. */
export type FormConversion = {
  by: 'none' | 'band' | 'list' | 'even' | 'less'
  /** A band a line: where it begins, and its points. */
  bands: string
  /** Bands of the share of these grades, by their ids; of the points where there are none. */
  of: string[]
  /** Comes before the bands; nothing where no grade is chosen. */
  unless: { grades: string[]; atLeast: string; points: string }
  /** The points of the places, first place first. */
  places: string
  full: string
  less: string
}

export const noConversion = (): FormConversion => ({
  by: 'none',
  bands: '',
  of: [],
  unless: { grades: [], atLeast: '', points: '' },
  places: '',
  full: '',
  less: '',
})

export const copyOf = ({ of, unless, ...rest }: FormConversion): FormConversion => ({
  ...rest,
  of: [...of],
  unless: { ...unless, grades: [...unless.grades] },
})

/** What stands in the form for a conversion of a document. */
export function conversionOf(convert: Convert | undefined): FormConversion {
  const none = noConversion()
  if (convert === undefined) return none
  if (convert.by === 'band') {
    const { bands, of, unless } = convert
    const { share = [], atLeast = '', points = '' } = unless ?? {}
    return {
      ...none,
      by: 'band',
      bands: writeBands(bands),
      of: of?.share ?? [],
      unless: { grades: share, atLeast: String(atLeast), points: String(points) },
    }
  }
  if ('points' in convert) return { ...none, by: 'list', places: convert.points.join('、') }
  const full = String(convert.full)
  return convert.less === 'even'
    ? { ...none, by: 'even', full }
    : { ...none, by: 'less', full, less: String(convert.less) }
}

/** The conversion that is filled in; what is missing in it the document's rules name. `grades`: the ids that the panel's ballot has. */
export function convertOf(form: FormConversion, grades: readonly string[]): Pick<Panel, 'convert'> {
  const full = numberIn(form.full) ?? 0
  switch (form.by) {
    case 'none':
      return {}
    case 'band':
      return { convert: bandsOf(form, grades) }
    case 'list':
      return { convert: { by: 'place', points: placesIn(form.places) } }
    case 'even':
      return { convert: { by: 'place', full, less: 'even' } }
    case 'less':
      return { convert: { by: 'place', full, less: numberIn(form.less) ?? 0 } }
    default:
      return form.by satisfies never
  }
}

function bandsOf({ bands, of, unless }: FormConversion, grades: readonly string[]): Convert {
  const has = (grade: string) => grades.includes(grade)
  const [share, exceptions] = [of.filter(has), unless.grades.filter(has)]
  return {
    by: 'band',
    bands: readBands(bands).bands,
    ...(share.length > 0 && { of: { share } }),
    ...(exceptions.length > 0 && {
      unless: {
        share: exceptions,
        atLeast: numberIn(unless.atLeast) ?? 0,
        points: numberIn(unless.points) ?? 0,
      },
    }),
  }
}

const placesIn = (text: string): number[] => readPoints(text).values.map((value) => numberIn(value) ?? 0)
