package io.outrider.played;

/** What can go wrong with one pod. */
public enum PodFault {
    /** The registry does not know the image: ErrImagePull, then ImagePullBackOff. */
    IMAGE_PULL,
    /** The image's name cannot be read. */
    INVALID_IMAGE_NAME,
    /** No machine has room for it. */
    UNSCHEDULABLE,
    /** A volume of it cannot be mounted; only events say so. */
    MOUNT,
    /** Its container cannot be made: CreateContainerConfigError. */
    CONFIG_ERROR,
    /** Its main container takes more memory than its limit. */
    OUT_OF_MEMORY,
    /** Its machine runs out of disk and the kubelet ends it. */
    EVICTED,
    /** A pod of higher priority takes its place. */
    PREEMPTED,
    /** Its machine is not heard of any more. */
    NODE_LOST
}
