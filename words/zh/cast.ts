/** 已经投出的选票。 */
export const words = {
  abstained: '弃权',
  yourChoice: '您的选择',
  yourBallot: '您的选票',
  revise: '修改',
  addMore: '补评其余',
  fromElsewhere: '这张选票不是从本机投出的。如果不是您投的，请马上告诉工作人员。',
  outlived: '这张选票照常有效。登录已过期，不能再改。',
}
