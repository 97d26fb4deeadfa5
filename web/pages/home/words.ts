import { catalogue } from '../../i18n/catalogue.ts'

export const zh = {
  what: '现场点评、在线投票、当场公布',
  explain:
    '擂台为现场比赛和述职评议提供直播投票：评委现场打分点评，群众用手机投票，排名当场公布，人人可以核票。',
}

export const en: typeof zh = {
  what: 'Judged in the hall, voted on at home, announced on the spot',
  explain:
    'Leitai runs the voting of a live contest: judges score and comment, people at home vote on their phones, the ranking is published live and anyone can recount it.',
}

export const home = catalogue(zh, en)
