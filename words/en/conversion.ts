import type { words as zh } from '../zh/conversion.ts'

export const words: typeof zh = {
  orGrade: '” or “',
  bands: (bands) => `the points are then converted by band: ${bands}`,
  share: (grades, bands) =>
    `then converted by the band of the share of “${grades}” (100 × such marks ÷ all marks): ${bands}`,
  bandFrom: (from, points) => `${from} and above: ${points}`,
  bandBetween: (from, to, points) => `${from} to below ${to}: ${points}`,
  bandBelow: (to, points) => `below ${to}: ${points}`,
  unless: (grades, atLeast, points) =>
    `where the share of “${grades}” reaches ${atLeast} it is ${points}, whatever the band`,
  places: (points) =>
    `then converted by place, in turn ${points}, 0 beyond; equal points share what their places are worth`,
  evenly: (full) =>
    `then converted by place: ${full} × (N − place + 1) ÷ N with N contestants; equal points share what their places are worth`,
  less: (full, less) =>
    `then converted by place: the first has ${full}, each further place ${less}% less, never below 0; equal points share what their places are worth`,
}
