/** An object without some of its fields. */
export const without = <Whole extends object, Field extends keyof Whole>(
  whole: Whole,
  ...fields: Field[]
): Omit<Whole, Field> =>
  // Keys of an object lose their type.
  Object.fromEntries(Object.entries(whole).filter(([key]) => !fields.includes(key as Field))) as Omit<
    Whole,
    Field
  >
