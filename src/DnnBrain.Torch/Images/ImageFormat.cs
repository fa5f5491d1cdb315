namespace DnnBrain.Torch;

/// <summary>File formats that can be decoded.</summary>
public enum ImageFormat
{
    /// <summary>JPEG, baseline and progressive.</summary>
    Jpeg = 1,

    /// <summary>Portable network graphics.</summary>
    Png = 2,

    /// <summary>Windows bitmap.</summary>
    Bmp = 3,

    /// <summary>Tagged image file; the first image of the file.</summary>
    Tiff = 4,

    /// <summary>WebP, lossy and lossless.</summary>
    WebP = 5,
}
