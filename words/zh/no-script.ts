/** What every page says where scripts are switched off: plain text, no HTML. */
export const words = {
  title: '请打开 JavaScript',
  hint: '这个页面要在浏览器里运行 JavaScript 才能用。请在浏览器设置里允许 JavaScript，或换一个浏览器打开同一个链接；也可以请工作人员帮忙。',
}
