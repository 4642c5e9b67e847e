import { Skeleton } from '../../kit/ui'

/** The shape of a screen while its code or its data is on the way. */
export const Waiting = () => (
  <div class="card">
    <Skeleton lines={5} />
  </div>
)
