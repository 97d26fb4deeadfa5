/** 已经投出的选票。 */
export const words = {
  abstained: '弃权',
  yourChoice: '您的选择',
  yourBallot: '您的选票',
  revise: '修改',
  addMore: '补评其余',
  fromElsewhere: '这张选票不是从本机投出的。如果不是您投的，请马上告诉工作人员。',
  signed: '签名回执',
  signedHint:
    '系统签了名的收票凭据，证明它收到了这张选票。请保存或拍下：公布后在结果页“查自己的回执”里粘贴，谁都能查验这张票有没有计入、有没有被改。',
  copy: '复制',
  copied: '已复制',
  outlived: '这张选票照常有效。登录已过期，不能再改。',
}
