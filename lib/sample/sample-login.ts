/** A login in the shape and field order of the real messages. */
export type SampleLogin = {
  user_id: string
  app_version: string
  device_type: 'android' | 'ios'
  ip: string
  locale: string | null
  device_id: string
}
