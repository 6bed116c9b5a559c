export { requestRunStop as requestStop } from '@/lib/db/request-run-stop'
