using DnnBrain.Networks.Operations;

namespace DnnBrain.Networks.Architectures;

/// <summary>
/// CORnet-RT: every area answers at each of five time steps to what the area before gave a step earlier and to its own last
/// answer, so that an image needs four steps from V1 to IT. Before that, areas get zeros.
/// </summary>
internal static class CorNetRt
{
    private const int Steps = 5;
    private const int Groups = 32;

    public static NetworkGraph Build(NetworkGraphBuilder network)
    {
        // V1 gets the same image at every step.
        string[] input = [AddInput(network, "V1", "", isLast: true, new Conv2d(64, Kernel: 7, Stride: 4, Padding: 3)), "", "", ""];
        string[] state = ["", "", "", ""];
        for (int step = 1; step <= Steps; step++)
        {
            string[] next = [.. input];
            for (int i = 0; i < CorNet.Areas.Length; i++)
            {
                string area = CorNet.Areas[i];
                bool isLast = step == Steps;
                // What reaches V2 at step 2 says how large the zeros of step 1 are.
                string seen = step == 1 && i > 0 ? network.Plumbing($"{area}.silence", null, new Silence(), next[i]).Last : input[i];
                state[i] = AddStep(network, area, step, isLast, seen, state[i]);
                if (!isLast && i + 1 < CorNet.Areas.Length)
                {
                    var convolution = new Conv2d(128 << i, Kernel: 3, Stride: 2, Padding: 1);
                    next[i + 1] = AddInput(network, CorNet.Areas[i + 1], $".step{step + 1}", step + 1 == Steps, convolution, state[i]);
                }
            }

            input = next;
        }

        return CorNet.Decode(network, new Linear(1000));
    }

    private static string AddInput(NetworkGraphBuilder network, string area, string suffix, bool isLast, Conv2d convolution, params string[] source) => network
        .Run($"{area}.conv_input{suffix}", $"{area}.conv_input", isLast, convolution, source)
        .Run($"{area}.norm_input{suffix}", $"{area}.norm_input", isLast, new GroupNorm(Groups))
        .Run($"{area}.nonlin_input{suffix}", $"{area}.nonlin_input", isLast, new Relu())
        .Last;

    private static string AddStep(NetworkGraphBuilder network, string area, int step, bool isLast, string input, string state)
    {
        string sum = state.Length == 0 ? input : network.Plumbing($"{area}.add.step{step}", null, new Add(), input, state).Last;
        int channels = 64 << Array.IndexOf(CorNet.Areas, area);
        network
            .Run($"{area}.conv1.step{step}", $"{area}.conv1", isLast, new Conv2d(channels, Kernel: 3, Padding: 1, HasBias: false), sum)
            .Run($"{area}.norm1.step{step}", $"{area}.norm1", isLast, new GroupNorm(Groups))
            .Layer(isLast ? area : $"{area}_step{step}", isLast ? $"{area}.nonlin1" : null, new Relu());
        if (isLast)
        {
            network.Alias($"{area}.output").Alias($"{area}_step{step}");
        }

        return network.Last;
    }
}
