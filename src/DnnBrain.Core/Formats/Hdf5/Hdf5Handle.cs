using System.Runtime.InteropServices;

namespace DnnBrain.Formats.Hdf5;

/// <summary>Owns one HDF5 id of any kind: file, group, dataset, attribute, type, dataspace or property list.</summary>
internal sealed class Hdf5Handle : SafeHandle
{
    /// <summary>Takes over an id that a call has just returned and that was checked.</summary>
    public Hdf5Handle(long id) : base(-1, ownsHandle: true) => SetHandle((nint)id);

    /// <inheritdoc />
    public override bool IsInvalid => handle < 0;

    /// <summary>The id, for a call.</summary>
    public long Id
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>Lowers the id's reference count; at zero HDF5 closes the object whatever its kind.</summary>
    protected override bool ReleaseHandle()
    {
        using (Hdf5Library.Enter())
        {
            return Hdf5Native.H5Idec_ref(handle) >= 0;
        }
    }
}
