namespace DnnBrain;

/// <summary>What kind of thing went wrong; the shell maps it to its own error categories.</summary>
public enum ErrorKind
{
    /// <summary>A parameter has a value that cannot be used.</summary>
    InvalidArgument,

    /// <summary>A file or an object holds something it should not.</summary>
    InvalidData,

    /// <summary>A file, layer, model, region or stimulus that was asked for does not exist.</summary>
    NotFound,

    /// <summary>Something of that name is there already.</summary>
    AlreadyExists,

    /// <summary>A file could not be read.</summary>
    ReadFailed,

    /// <summary>A file could not be written.</summary>
    WriteFailed,

    /// <summary>What is asked for is not offered in this build or on this machine.</summary>
    NotSupported,

    /// <summary>A library, device or amount of memory is missing.</summary>
    ResourceUnavailable,

    /// <summary>The computation has no result for this input.</summary>
    NoResult,
}
