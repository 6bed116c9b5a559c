import { testZones } from './support/pages/see-zone'

// More of those that the gate tries two of.
testZones(['Asia/Kolkata', 'Pacific/Auckland'])
