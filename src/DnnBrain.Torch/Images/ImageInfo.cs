namespace DnnBrain.Torch;

/// <summary>What an image file's header says.</summary>
/// <param name="Format">The format, from the first bytes.</param>
/// <param name="Width">Columns as stored.</param>
/// <param name="Height">Rows as stored.</param>
/// <param name="Orientation">
/// EXIF orientation, 1 to 8, 1 where there is none; from 5 on, width and height are exchanged in the upright image.
/// </param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Orientation);
