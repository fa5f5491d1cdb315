using System.IO.Compression;

namespace DnnBrain.Formats.Nifti;

/// <summary>
/// Unpacks a gzip file and tells whether it came to its proper end. <see cref="GZipStream"/> alone does not: where a file stops
/// short of its checksum, it reports the end of the data. So a second gzip member with a known text, the seal, is put behind
/// the file. It comes out only when everything before it was complete and had the right checksum.
/// </summary>
internal static class SealedGzip
{
    private static readonly byte[] s_packedSeal = Pack(Seal);

    /// <summary>What comes out behind the file's own data.</summary>
    public static ReadOnlySpan<byte> Seal => "end of the gzip file"u8;

    /// <summary>Unpacks a file with the seal behind it; closes the file with the stream.</summary>
    public static Stream Open(Stream file) => new GZipStream(new SealedStream(file), CompressionMode.Decompress);

    private static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return buffer.ToArray();
    }

    /// <summary>The bytes of a file and then those of the packed seal.</summary>
    private sealed class SealedStream(Stream file) : Stream
    {
        private int _sealRead;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            int count = file.Read(buffer);
            if (count == 0)
            {
                count = Math.Min(buffer.Length, s_packedSeal.Length - _sealRead);
                s_packedSeal.AsSpan(_sealRead, count).CopyTo(buffer);
                _sealRead += count;
            }

            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
