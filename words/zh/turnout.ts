export const words = {
  ofEligible: (name: string, cast: number, eligible: number) => `${name}：${eligible} 人中已投 ${cast} 人`,
  castOnly: (name: string, cast: number) => `${name}：已投 ${cast} 人`,
}
