using System.Diagnostics;
using DnnBrain.Networks;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.Statistics;
using static DnnBrain.Torch.torch;

namespace TrainFashionNet;

/// <summary>
/// Trains a network on Fashion-MNIST: Adam, cross-entropy, a learning rate that rises for a while and falls as a cosine, images
/// mirrored and moved by a pixel. The number of epochs is fixed beforehand; the test images decide nothing.
/// </summary>
internal sealed class Trainer(DnnModel model, FashionMnist data, long seed)
{
    private const int Epochs = 18;
    private const int BatchSize = 128;
    private const double PeakLearningRate = 0.003;
    private const double WarmUp = 0.15;
    private const int LargestShift = 1;

    private readonly float[] _level = Levels(model.Definition.Preprocessing.Normalization);

    /// <summary>Trains the model's weights in place.</summary>
    public void Train()
    {
        manual_seed(seed);
        Tensor[] parameters = [.. model.Parameters.Select(p => p.Value.requires_grad_())];
        using var optimizer = new optim.Adam(parameters, PeakLearningRate);
        int batches = data.Count / BatchSize;
        int[] order = new int[data.Count];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            long started = Stopwatch.GetTimestamp();
            var random = new RandomStream(seed, RandomPurpose.TrainingOrder, epoch);
            random.NextPermutation(order);
            double loss = 0;
            for (int batch = 0; batch < batches; batch++)
            {
                optimizer.LearningRate = LearningRate((double)((epoch * batches) + batch) / (Epochs * batches));
                loss += Step(optimizer, order.AsSpan(batch * BatchSize, BatchSize), random);
            }

            Console.WriteLine($"epoch {epoch + 1,2} of {Epochs}: loss {loss / batches:F4}, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        }

        foreach (Tensor parameter in parameters)
        {
            parameter.zero_grad();
            parameter.requires_grad_(false);
        }
    }

    /// <summary>The share of images whose class has the largest output, without dropout or augmentation.</summary>
    public double Accuracy(FashionMnist images)
    {
        const int Batch = 500;
        using var guard = no_grad();
        float[] values = new float[Batch * FashionMnist.PixelCount];
        int right = 0;
        for (int first = 0; first < images.Count; first += Batch)
        {
            int count = Math.Min(Batch, images.Count - first);
            for (int i = 0; i < count; i++)
            {
                Copy(images.Pixels(first + i), Slot(values, i), mirrored: false, 0, 0);
            }

            using var scope = NewDisposeScope();
            long[] answer = model.Forward(ToBatch(values, count)).argmax(1).ToArray<long>();
            right += answer.Where((label, i) => label == images.Label(first + i)).Count();
        }

        return (double)right / images.Count;
    }

    private static double LearningRate(double progress) => progress < WarmUp
        ? PeakLearningRate * progress / WarmUp
        : PeakLearningRate * 0.5 * (1 + Math.Cos(Math.PI * (progress - WarmUp) / (1 - WarmUp)));

    private static float[] Levels(ChannelNormalization normalization)
    {
        float mean = normalization.Mean[0];
        float deviation = normalization.Deviation[0];
        return [.. Enumerable.Range(0, 256).Select(level => ((level / 255f) - mean) / deviation)];
    }

    private static Span<float> Slot(float[] values, int index) => values.AsSpan(index * FashionMnist.PixelCount, FashionMnist.PixelCount);

    /// <summary>A grey image has three equal channels.</summary>
    private static Tensor ToBatch(float[] values, int count) =>
        tensor<float>(values.AsSpan(0, count * FashionMnist.PixelCount), [count, 1, FashionMnist.Size, FashionMnist.Size])
            .expand([count, 3, FashionMnist.Size, FashionMnist.Size]).contiguous();

    private double Step(optim.Adam optimizer, ReadOnlySpan<int> indices, RandomStream random)
    {
        float[] values = new float[indices.Length * FashionMnist.PixelCount];
        long[] labels = new long[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            bool mirrored = random.NextInt32(2) == 1;
            int down = random.NextInt32((2 * LargestShift) + 1) - LargestShift;
            int right = random.NextInt32((2 * LargestShift) + 1) - LargestShift;
            Copy(data.Pixels(indices[i]), Slot(values, i), mirrored, down, right);
            labels[i] = data.Label(indices[i]);
        }

        using var scope = NewDisposeScope();
        Tensor output = model.Forward(ToBatch(values, indices.Length), training: true);
        Tensor loss = nn.functional.cross_entropy(output, tensor<long>(labels));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    /// <summary>Normalises an image; what moves in from outside is background.</summary>
    private void Copy(ReadOnlySpan<byte> pixels, Span<float> destination, bool mirrored, int down, int right)
    {
        destination.Fill(_level[0]);
        for (int row = Math.Max(0, down); row < Math.Min(FashionMnist.Size, FashionMnist.Size + down); row++)
        {
            for (int column = Math.Max(0, right); column < Math.Min(FashionMnist.Size, FashionMnist.Size + right); column++)
            {
                int source = mirrored ? FashionMnist.Size - 1 - (column - right) : column - right;
                destination[(row * FashionMnist.Size) + column] = _level[pixels[((row - down) * FashionMnist.Size) + source]];
            }
        }
    }
}
