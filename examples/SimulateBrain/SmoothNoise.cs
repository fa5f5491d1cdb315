using DnnBrain.Brain;
using DnnBrain.Statistics;

namespace SimulateBrain;

/// <summary>
/// Normal noise that neighbours share, as in measured images: white noise under a Gaussian kernel, brought back to a standard
/// deviation of 1 in every voxel, those at the border too.
/// </summary>
public sealed class SmoothNoise
{
    private readonly VolumeDimensions _dimensions;
    private readonly double[][] _kernel;

    /// <summary>Makes the kernel.</summary>
    /// <param name="dimensions">The size of a volume.</param>
    /// <param name="fullWidthAtHalfMaximum">The width of the kernel in voxels.</param>
    public SmoothNoise(VolumeDimensions dimensions, double fullWidthAtHalfMaximum)
    {
        _dimensions = dimensions;
        double deviation = fullWidthAtHalfMaximum / Math.Sqrt(8 * Math.Log(2));
        _kernel = [.. new[] { dimensions.X, dimensions.Y, dimensions.Z }.Select(length => Kernel(length, deviation))];
    }

    /// <summary>Fills a volume.</summary>
    public void Fill(RandomStream random, double[] volume)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(volume);
        for (int i = 0; i < volume.Length; i++)
        {
            volume[i] = random.NextNormal();
        }

        Filter(volume, _kernel[0], _dimensions.X, 1);
        Filter(volume, _kernel[1], _dimensions.Y, _dimensions.X);
        Filter(volume, _kernel[2], _dimensions.Z, _dimensions.X * _dimensions.Y);
    }

    // Row i holds the weights of all positions for position i; their squares add up to 1, so that the variance stays 1.
    private static double[] Kernel(int length, double deviation)
    {
        double[] kernel = new double[length * length];
        for (int i = 0; i < length; i++)
        {
            double squares = 0;
            for (int j = 0; j < length; j++)
            {
                double weight = Math.Exp(-(i - j) * (i - j) / (2 * deviation * deviation));
                kernel[(i * length) + j] = weight;
                squares += weight * weight;
            }

            for (int j = 0; j < length; j++)
            {
                kernel[(i * length) + j] /= Math.Sqrt(squares);
            }
        }

        return kernel;
    }

    private static void Filter(double[] volume, double[] kernel, int length, int stride)
    {
        double[] line = new double[length];
        for (int start = 0; start < volume.Length; start++)
        {
            if (start / stride % length != 0)
            {
                continue;
            }

            for (int i = 0; i < length; i++)
            {
                line[i] = volume[start + (i * stride)];
            }

            for (int i = 0; i < length; i++)
            {
                double sum = 0;
                for (int j = 0; j < length; j++)
                {
                    sum += kernel[(i * length) + j] * line[j];
                }

                volume[start + (i * stride)] = sum;
            }
        }
    }
}
