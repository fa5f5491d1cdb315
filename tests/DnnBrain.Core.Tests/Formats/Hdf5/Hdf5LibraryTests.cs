using DnnBrain.Formats.Hdf5;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.Hdf5;

public class Hdf5LibraryTests
{
    [Fact]
    public void LoadFirst_NothingUsable_TracesEveryAttempt()
    {
        (nint handle, IReadOnlyList<string> attempts) = Hdf5Library.LoadFirst(["libno-such-hdf5.so", "libc.so.6"]);

        Assert.Equal(0, handle);
        Assert.Equal(2, attempts.Count);
        Assert.StartsWith("libno-such-hdf5.so: ", attempts[0], StringComparison.Ordinal);
        Assert.Equal("libc.so.6: not an HDF5 library", attempts[1]);
    }

    [Fact]
    public void Hdf5LibraryException_Message_NamesAttemptsAndOverride()
    {
        var e = new Hdf5LibraryException(["liba.so: not found", "libb.so: too old"]);

        Assert.Equal("Hdf5LibraryNotFound", e.ErrorId);
        Assert.Equal(ErrorKind.ResourceUnavailable, e.Kind);
        Assert.Contains("liba.so: not found", e.Message, StringComparison.Ordinal);
        Assert.Contains("libb.so: too old", e.Message, StringComparison.Ordinal);
        Assert.Contains(Hdf5Library.OverrideVariable, e.Message, StringComparison.Ordinal);
    }
}
