export const words = {
  limits: (min: string, max: string) => `${min}–${max}`,
  limitsWithStep: (min: string, max: string, step: string) => `${min}–${max}，步长 ${step}`,
  tooHigh: (max: string) => `最高 ${max} 分`,
  tooLow: (min: string) => `最低 ${min} 分`,
  wrongStep: (step: string) => `须按 ${step} 递增`,
  notANumber: '请填数字',
  tooFine: (places: number) => `最多 ${places} 位小数`,
}
