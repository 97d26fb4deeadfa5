/** Deployments that differ in what they are made of: what must hold of every one is tried on each of these. */
export const circumstances: Record<string, Record<string, string>> = {
  'as it comes': {},
  'large, bare and given up': {
    expectedVoters: '100000',
    protectData: 'false',
    ballotsRecovery: 'false',
    push: 'none',
    firewall: 'none',
    alarmMail: 'night@example.org',
  },
  'given up, with all that there is': { protectData: 'false', region: 'eu-west-1', name: 'Town' },
  'very large': { expectedVoters: '1000000' },
  'a hall': { expectedVoters: '10000', region: 'us-east-1' },
  'in Africa': { region: 'af-south-1' },
  'in China': { region: 'cn-north-1', domain: 'vote.example.cn', certificate: 'ASCAEXAMPLE' },
  'in China, given up': {
    region: 'cn-northwest-1',
    domain: 'vote.example.cn',
    certificate: 'ASCAEXAMPLE',
    protectData: 'false',
  },
}
