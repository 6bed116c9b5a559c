import { testZones } from './support/pages/see-zone'

// One that moves by half an hour in summer, ahead of UTC, and one that is behind it.
testZones(['Australia/Lord_Howe', 'America/New_York'])
