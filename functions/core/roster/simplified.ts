/** Traditional letters of titles and of what electorates are called, and the simplified ones. */
const pairs =
  '編编號号單单類类別别評评議议體体組组職职員员證证電电話话機机聯联絡络係系鄉乡鎮镇區区門门處处黨党級级學学戶户會会稱称選选屬属務务團团構构碼码帳账順顺備备註注' +
  '圍围參参與与對对領领導导幹干觀观眾众隊队場场廠厂聲声計计總总簽签審审製制間间'

const simplifiedOf = new Map<string, string>()
for (let place = 0; place < pairs.length; place += 2)
  simplifiedOf.set(pairs.charAt(place), pairs.charAt(place + 1))

/** A title or the name of an electorate in simplified letters, as far as titles use them; never for people's names. */
export const simplified = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (letter) => simplifiedOf.get(letter) ?? letter)
